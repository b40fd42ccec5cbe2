-- No review is dated more than a day after it was collected.
-- range: reviews
SELECT review_id AS example FROM store.reviews WHERE written_at > observed_at + interval '1 day'
