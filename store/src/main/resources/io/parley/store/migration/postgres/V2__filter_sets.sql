-- Sets of filters that were asked with; the id follows from the body.
CREATE TABLE filter_set (
  account_id BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  kept BOOLEAN NOT NULL,
  used_on TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (account_id, id)
);
