-- Sites without a feed: their index page is read as one. 'auto' or a CSS selector of its links; NULL for a real feed.
ALTER TABLE newswire.feed ADD COLUMN selector text CHECK (selector <> '');
