alter table data_exports add column visitor_id uuid;
create index data_exports_by_visitor on data_exports (visitor_id);
