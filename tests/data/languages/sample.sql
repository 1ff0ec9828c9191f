-- The shop.
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    price NUMERIC
);

CREATE INDEX item_name ON item (name);

CREATE VIEW dear AS
SELECT item.name
FROM item
WHERE item.price > 3;

CREATE FUNCTION twice(x INTEGER) RETURNS INTEGER AS $$
    SELECT x * 2;
$$ LANGUAGE sql;

INSERT INTO item (name, price) VALUES ('one', 1);

SELECT item.name, price FROM item;
