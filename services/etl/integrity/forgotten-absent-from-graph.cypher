// No account belongs to a person in the ledger.
// forgotten: Account
MATCH (f:Forgotten) MATCH (a:Account {key: f.key})
RETURN a.key AS example
