-- The candidate's database, as the native profile makes it: an owner who may create roles and nothing beyond the database.
\set owner_password `cat /run/secrets/owner-password`
CREATE ROLE lab_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE DATABASE lab OWNER lab_owner;
REVOKE CONNECT ON DATABASE lab FROM PUBLIC;
-- Before PostgreSQL 16, CREATEROLE may grant itself these three, and so run programs and read files as the server's user.
DELETE FROM pg_authid WHERE rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files');
