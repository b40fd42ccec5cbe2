// No account belongs to a person in the ledger.
MATCH (f:Forgotten) MATCH (a:Account {key: f.key})
RETURN a.key AS example
