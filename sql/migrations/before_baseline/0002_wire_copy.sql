-- What agencies write for editors: flags before the headline, who reported and edited.
ALTER TABLE newswire.article
    ADD COLUMN flags   text[] NOT NULL DEFAULT '{}',
    ADD COLUMN credits text;
