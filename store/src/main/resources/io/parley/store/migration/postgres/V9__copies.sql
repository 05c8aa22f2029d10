-- Where this store's rows were copied from, if they were; finished is false until all are here.
CREATE TABLE copied_from (
  source TEXT COLLATE "C" NOT NULL,
  finished BOOLEAN NOT NULL,
  began_at TIMESTAMP(6) NOT NULL
);
