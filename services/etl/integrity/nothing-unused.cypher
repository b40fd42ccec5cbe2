// Every device, network and account is that of a review.
MATCH (n:Device|Network|Account) WHERE NOT (n)--()
RETURN n.key AS example
