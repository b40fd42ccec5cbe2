// Every device, network and account is that of a review.
// orphan: Account
MATCH (n:Device|Network|Account) WHERE NOT (n)--()
RETURN n.key AS example
