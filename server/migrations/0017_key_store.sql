-- Their rows are in the key store by now: server/platform/db/move-keys.ts runs before this file, in the same transaction.
drop table data_keys;
drop table tombstones;
