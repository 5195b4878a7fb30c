-- Rows for the shop. Every statement runs as it is on SQLite, PostgreSQL, MySQL and MariaDB: the
-- numbers of autoincrement keys are looked up and never written.

INSERT INTO genres (name) VALUES ('Jazz'), ('Folk'), ('Electronic');
INSERT INTO genres (name, parent_id) SELECT 'Bebop', id FROM genres WHERE name = 'Jazz';
INSERT INTO genres (name, parent_id) SELECT 'Ambient', id FROM genres WHERE name = 'Electronic';

INSERT INTO artists (id, name, country, created_at) VALUES
  ('0b6cf0a6-7f9e-4a53-9d0d-2d8f3f1c0001', 'The Tidewater Five', 'US', '2024-02-01 09:30:00'),
  ('0b6cf0a6-7f9e-4a53-9d0d-2d8f3f1c0002', 'Åse Nordlys', 'NO', '2024-03-12 16:05:10'),
  ('0b6cf0a6-7f9e-4a53-9d0d-2d8f3f1c0003', 'O''Hara & Sons', NULL, '2024-05-20 11:00:00');

INSERT INTO albums (artist_id, title, released_on) VALUES
  ('0b6cf0a6-7f9e-4a53-9d0d-2d8f3f1c0001', 'Low Water', '1998-04-01'),
  ('0b6cf0a6-7f9e-4a53-9d0d-2d8f3f1c0001', 'High Water', '2001-10-15'),
  ('0b6cf0a6-7f9e-4a53-9d0d-2d8f3f1c0002', 'Northern Light; Southern Dark', '2019-01-31'),
  ('0b6cf0a6-7f9e-4a53-9d0d-2d8f3f1c0003', 'Bread and Salt', NULL);

INSERT INTO tracks (album_id, genre_id, number, title, seconds, price)
  SELECT albums.id, genres.id, 1, 'Ebb', 254, 1.29 FROM albums, genres
  WHERE albums.title = 'Low Water' AND genres.name = 'Bebop';
INSERT INTO tracks (album_id, genre_id, number, title, seconds)
  SELECT albums.id, genres.id, 2, 'Slack Tide', 311 FROM albums, genres
  WHERE albums.title = 'Low Water' AND genres.name = 'Bebop';
INSERT INTO tracks (album_id, genre_id, disc_number, number, title, seconds, explicit)
  SELECT albums.id, genres.id, 2, 1, 'Flood', 1187, TRUE FROM albums, genres
  WHERE albums.title = 'High Water' AND genres.name = 'Jazz';
INSERT INTO tracks (album_id, genre_id, number, title, seconds, price, lyrics)
  SELECT albums.id, genres.id, 1, 'Polar Night (-40°)', 642, 0, 'Snow. -- only snow; and more snow.'
  FROM albums, genres WHERE albums.title = 'Northern Light; Southern Dark' AND genres.name = 'Ambient';
INSERT INTO tracks (album_id, number, title, seconds, price, lyrics)
  SELECT id, 1, 'Don''t Ask the Miller', 187, 0.99, 'He''s asleep /* again */'
  FROM albums WHERE title = 'Bread and Salt';

INSERT INTO customers (id, email, name, created_at) VALUES
  ('7d5a3f60-11c2-4c8b-8d5e-90ab12cd0001', 'mira@example.org', 'Mira Castellanos', '2024-06-01 08:00:00');
INSERT INTO customers (id, email, name, subscribed, invited_by, created_at) VALUES
  ('7d5a3f60-11c2-4c8b-8d5e-90ab12cd0002', 'jun@example.org', 'Jun Ōta', FALSE,
   '7d5a3f60-11c2-4c8b-8d5e-90ab12cd0001', '2024-06-02 19:45:30');

INSERT INTO orders (id, customer_id, status, ordered_at) VALUES
  ('c0ffee00-0000-4000-8000-000000000001', '7d5a3f60-11c2-4c8b-8d5e-90ab12cd0001', 'sent', '2024-06-03 10:00:00'),
  ('c0ffee00-0000-4000-8000-000000000002', '7d5a3f60-11c2-4c8b-8d5e-90ab12cd0002', 'paid', '2024-06-04 21:15:00');
INSERT INTO orders (id, customer_id) VALUES
  ('c0ffee00-0000-4000-8000-000000000003', '7d5a3f60-11c2-4c8b-8d5e-90ab12cd0001');

INSERT INTO order_lines (order_id, line, track_id, quantity, unit_price)
  SELECT 'c0ffee00-0000-4000-8000-000000000001', 1, id, 1, price FROM tracks WHERE title = 'Ebb';
INSERT INTO order_lines (order_id, line, track_id, quantity, unit_price)
  SELECT 'c0ffee00-0000-4000-8000-000000000001', 2, id, 3, price FROM tracks WHERE title = 'Flood';
INSERT INTO order_lines (order_id, line, track_id, unit_price)
  SELECT 'c0ffee00-0000-4000-8000-000000000002', 1, id, 0.49 FROM tracks WHERE title = 'Slack Tide';
INSERT INTO order_lines (order_id, line, track_id, quantity, unit_price)
  SELECT 'c0ffee00-0000-4000-8000-000000000003', 1, id, 100, price FROM tracks
  WHERE title = 'Polar Night (-40°)';

INSERT INTO playlists (id, customer_id, name, rating) VALUES
  ('9a9a9a9a-2222-4333-8444-555555550001', '7d5a3f60-11c2-4c8b-8d5e-90ab12cd0001', 'Slow evenings', 4.5),
  ('9a9a9a9a-2222-4333-8444-555555550002', '7d5a3f60-11c2-4c8b-8d5e-90ab12cd0002', 'For the "road"', NULL);

INSERT INTO playlist_tracks (playlist_id, track_id, place)
  SELECT '9a9a9a9a-2222-4333-8444-555555550001', id, 1 FROM tracks WHERE title = 'Slack Tide';
INSERT INTO playlist_tracks (playlist_id, track_id, place)
  SELECT '9a9a9a9a-2222-4333-8444-555555550001', id, 2 FROM tracks WHERE title = 'Polar Night (-40°)';
INSERT INTO playlist_tracks (playlist_id, track_id, place)
  SELECT '9a9a9a9a-2222-4333-8444-555555550002', id, 1 FROM tracks WHERE title = 'Flood';
