-- Changes about a hundredth of the rows, spread over all pages: updates, a few deletes and inserts.
BEGIN;
UPDATE shop.event_log SET amount = coalesce(amount, 0) + 1 WHERE id % 100 = 17;
UPDATE shop.orders SET note = 'changed ' || now() WHERE id % 100 = 17;
UPDATE shop.order_line SET qty = qty + 1 WHERE order_id % 100 = 17;
UPDATE shop.customer SET balance = balance + 1 WHERE ('x' || substr(id::text, 1, 4))::bit(16)::int % 100 = 17;
DELETE FROM shop.review WHERE id % 1000 = 17;
INSERT INTO shop.review (product_id, customer_id, stars, body, created_at)
SELECT product_id, customer_id, 1, 'once more', now() FROM shop.review WHERE id % 1000 = 18;
COMMIT;
