-- Where this store's rows were copied from, if they were; finished is false until all are here.
CREATE TABLE copied_from (
  source VARCHAR NOT NULL,
  finished BOOLEAN NOT NULL,
  began_at TIMESTAMP NOT NULL
);
