-- Sets of filters that were asked with; the id follows from the body.
CREATE TABLE filter_set (
  account_id BIGINT NOT NULL,
  id VARCHAR NOT NULL,
  body VARCHAR NOT NULL,
  kept BOOLEAN NOT NULL,
  used_on TIMESTAMP NOT NULL,
  PRIMARY KEY (account_id, id)
);
