PRAGMA application_id = 1131375981;
PRAGMA user_version = 1;
CREATE TABLE "articles" ("id" INTEGER PRIMARY KEY, "url" TEXT NOT NULL UNIQUE, "site" TEXT NOT NULL, "title" TEXT, "subtitle" TEXT, "authors" TEXT NOT NULL DEFAULT '[]', "published_at" TEXT, "published_text" TEXT, "language" TEXT, "description" TEXT, "image_url" TEXT, "categories" TEXT NOT NULL DEFAULT '[]', "tags" TEXT NOT NULL DEFAULT '[]', "body_text" TEXT NOT NULL DEFAULT '', "body_markdown" TEXT NOT NULL DEFAULT '', "body_html" TEXT NOT NULL DEFAULT '', "word_count" INTEGER NOT NULL DEFAULT 0, "source_url" TEXT, "source_text" TEXT, "updated_at" TEXT, "views" INTEGER, "views_rounded" INTEGER, "comment_count" INTEGER, "reading_minutes" INTEGER, "site_name" TEXT, "breadcrumbs" TEXT NOT NULL DEFAULT '[]', "year" INTEGER, "version" TEXT NOT NULL REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED, "capture" TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED, "revision" TEXT NOT NULL, "versions" INTEGER NOT NULL, "first_captured_at" TEXT NOT NULL, "last_captured_at" TEXT NOT NULL, "gone_at" TEXT, "gone_status" INTEGER);
CREATE INDEX "idx_articles_site_published_at"
    ON "articles" ("site", "published_at");
CREATE INDEX "idx_articles_published_at"
    ON "articles" ("published_at");
CREATE INDEX "idx_articles_views"
    ON "articles" ("views");
CREATE INDEX "idx_articles_year"
    ON "articles" ("year");
CREATE INDEX "idx_articles_language"
    ON "articles" ("language");
CREATE INDEX "idx_articles_version"
    ON "articles" ("version");
CREATE INDEX "idx_articles_capture"
    ON "articles" ("capture");
CREATE TABLE "versions" ("id" TEXT PRIMARY KEY, "title" TEXT, "subtitle" TEXT, "authors" TEXT NOT NULL DEFAULT '[]', "published_at" TEXT, "published_text" TEXT, "language" TEXT, "description" TEXT, "image_url" TEXT, "categories" TEXT NOT NULL DEFAULT '[]', "tags" TEXT NOT NULL DEFAULT '[]', "body_text" TEXT NOT NULL DEFAULT '', "body_markdown" TEXT NOT NULL DEFAULT '', "body_html" TEXT NOT NULL DEFAULT '', "word_count" INTEGER NOT NULL DEFAULT 0, "source_url" TEXT, "source_text" TEXT, "images" TEXT NOT NULL DEFAULT '[]', "links" TEXT NOT NULL DEFAULT '[]');
CREATE TABLE "readings" ("capture" TEXT PRIMARY KEY REFERENCES captures(id), "site" TEXT NOT NULL, "article" TEXT, "canonical_url" TEXT, "version" TEXT REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED, "captured_at" TEXT NOT NULL, "outcome" TEXT NOT NULL, "reason" TEXT, "revision" TEXT NOT NULL, "updated_at" TEXT, "views" INTEGER, "views_rounded" INTEGER, "comment_count" INTEGER, "reading_minutes" INTEGER, "site_name" TEXT, "breadcrumbs" TEXT NOT NULL DEFAULT '[]', "updated_text" TEXT, "views_text" TEXT, "previous_url" TEXT, "next_url" TEXT, "comments" TEXT NOT NULL DEFAULT '[]', "found_by" TEXT NOT NULL DEFAULT '{}');
CREATE INDEX "idx_readings_article_captured_at"
    ON "readings" ("article", "captured_at");
CREATE INDEX "idx_readings_canonical_url"
    ON "readings" ("canonical_url");
CREATE INDEX "idx_readings_version"
    ON "readings" ("version");
CREATE INDEX "idx_readings_site_outcome"
    ON "readings" ("site", "outcome");
CREATE TABLE "captures" ("id" TEXT PRIMARY KEY, "run" TEXT NOT NULL, "site" TEXT NOT NULL, "url" TEXT NOT NULL, "address" TEXT NOT NULL, "captured_at" TEXT NOT NULL, "status" INTEGER NOT NULL, "content_type" TEXT NOT NULL, "bytes" INTEGER NOT NULL, "payload_digest" TEXT NOT NULL, "etag" TEXT, "last_modified" TEXT, "redirect_url" TEXT, "redirect_address" TEXT, "source_kind" TEXT, "source_url" TEXT, "revisit_of" TEXT, "warc" TEXT NOT NULL, "offset" INTEGER NOT NULL, "length" INTEGER NOT NULL, "found" INTEGER);
CREATE INDEX "idx_captures_url_captured_at"
    ON "captures" ("url", "captured_at");
CREATE INDEX "idx_captures_address_captured_at"
    ON "captures" ("address", "captured_at");
CREATE INDEX "idx_captures_site_captured_at"
    ON "captures" ("site", "captured_at");
CREATE INDEX "idx_captures_run"
    ON "captures" ("run");
CREATE INDEX "idx_captures_warc_offset"
    ON "captures" ("warc", "offset");
CREATE TABLE "runs" ("id" TEXT PRIMARY KEY, "site" TEXT NOT NULL, "started_at" TEXT NOT NULL, "finished_at" TEXT, "status" TEXT NOT NULL, "requests" INTEGER, "captures" INTEGER, "articles_new" INTEGER, "articles_changed" INTEGER, "articles_same" INTEGER, "refused" INTEGER, "failed" INTEGER, "bytes" INTEGER, "seconds" REAL, "summary" TEXT NOT NULL DEFAULT '{}');
CREATE INDEX "idx_runs_site_started_at"
    ON "runs" ("site", "started_at");
CREATE TABLE "authors" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE INDEX "idx_authors_name"
    ON "authors" ("name");
CREATE TABLE "categories" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE INDEX "idx_categories_name"
    ON "categories" ("name");
CREATE TABLE "tags" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE INDEX "idx_tags_name"
    ON "tags" ("name");
CREATE TABLE "links" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "url" TEXT NOT NULL, "host" TEXT NOT NULL, "text" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE INDEX "idx_links_host"
    ON "links" ("host");
CREATE INDEX "idx_links_url"
    ON "links" ("url");
CREATE TABLE "images" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "url" TEXT NOT NULL, "alt" TEXT NOT NULL, "caption" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE TABLE "comments" ("article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, "position" INTEGER NOT NULL, "id" TEXT NOT NULL, "parent_id" TEXT, "author" TEXT, "published_at" TEXT, "text" TEXT NOT NULL, PRIMARY KEY (article, position));
CREATE INDEX "idx_comments_author"
    ON "comments" ("author");
CREATE INDEX "idx_comments_published_at"
    ON "comments" ("published_at");
CREATE TABLE "sources" ("site" TEXT NOT NULL, "url" TEXT NOT NULL, "source_kind" TEXT NOT NULL, "source_url" TEXT NOT NULL, "modified_at" TEXT, "first_found_at" TEXT NOT NULL, "last_found_at" TEXT NOT NULL, PRIMARY KEY (site, url, source_kind, source_url));
CREATE INDEX "idx_sources_url"
    ON "sources" ("url");
CREATE INDEX "idx_sources_source_kind_source_url"
    ON "sources" ("source_kind", "source_url");
CREATE TABLE "addresses" ("url" TEXT PRIMARY KEY, "article" INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "idx_addresses_article"
    ON "addresses" ("article");
CREATE TABLE "warcs" ("name" TEXT PRIMARY KEY, "bytes" INTEGER NOT NULL);
CREATE INDEX idx_captures_redirect_address ON captures (redirect_address) WHERE redirect_address IS NOT NULL AND status IN (301, 308);
CREATE INDEX idx_articles_edited ON articles (url) WHERE versions > 1;
CREATE VIEW "history" AS 
WITH steps AS (
    SELECT article, captured_at, version, capture, site,
        LAG(version) OVER readings_in_order AS previous_version,
        LAG(captured_at) OVER readings_in_order AS previous_captured_at
    FROM readings WHERE article IN (SELECT url FROM articles WHERE versions > 1)
    WINDOW readings_in_order AS (PARTITION BY article, revision ORDER BY captured_at, capture)
)
SELECT article, captured_at, previous_captured_at, version, previous_version,
    (SELECT json_group_array(name) FROM (SELECT 'title' AS name WHERE new.title IS NOT old.title UNION ALL SELECT 'subtitle' AS name WHERE new.subtitle IS NOT old.subtitle UNION ALL SELECT 'authors' AS name WHERE new.authors IS NOT old.authors UNION ALL SELECT 'published_at' AS name WHERE new.published_at IS NOT old.published_at UNION ALL SELECT 'published_text' AS name WHERE new.published_text IS NOT old.published_text UNION ALL SELECT 'language' AS name WHERE new.language IS NOT old.language UNION ALL SELECT 'description' AS name WHERE new.description IS NOT old.description UNION ALL SELECT 'image_url' AS name WHERE new.image_url IS NOT old.image_url UNION ALL SELECT 'categories' AS name WHERE new.categories IS NOT old.categories UNION ALL SELECT 'tags' AS name WHERE new.tags IS NOT old.tags UNION ALL SELECT 'body_text' AS name WHERE new.body_text IS NOT old.body_text UNION ALL SELECT 'body_markdown' AS name WHERE new.body_markdown IS NOT old.body_markdown UNION ALL SELECT 'body_html' AS name WHERE new.body_html IS NOT old.body_html UNION ALL SELECT 'word_count' AS name WHERE new.word_count IS NOT old.word_count UNION ALL SELECT 'source_url' AS name WHERE new.source_url IS NOT old.source_url UNION ALL SELECT 'source_text' AS name WHERE new.source_text IS NOT old.source_text UNION ALL SELECT 'images' AS name WHERE new.images IS NOT old.images UNION ALL SELECT 'links' AS name WHERE new.links IS NOT old.links)) AS changed, capture, site
FROM steps JOIN versions AS new ON new.id = version JOIN versions AS old ON old.id = previous_version
WHERE version <> previous_version;
CREATE VIEW "view_counts" AS SELECT article, captured_at, views, views_rounded FROM readings WHERE article IS NOT NULL AND views IS NOT NULL;
CREATE VIRTUAL TABLE "articles_fts" USING FTS5 (
    "title", "subtitle", "body_text", "authors",
    tokenize='porter unicode61 remove_diacritics 2',
    content="articles"
);
CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN INSERT INTO articles_fts(rowid, title, subtitle, body_text, authors) VALUES (new.id, new.title, new.subtitle, new.body_text, new.authors); END;
CREATE TRIGGER articles_ad AFTER DELETE ON articles BEGIN INSERT INTO articles_fts(articles_fts, rowid, title, subtitle, body_text, authors) VALUES ('delete', old.id, old.title, old.subtitle, old.body_text, old.authors); END;
CREATE TRIGGER articles_au AFTER UPDATE OF title, subtitle, body_text, authors ON articles BEGIN INSERT INTO articles_fts(articles_fts, rowid, title, subtitle, body_text, authors) VALUES ('delete', old.id, old.title, old.subtitle, old.body_text, old.authors); INSERT INTO articles_fts(rowid, title, subtitle, body_text, authors) VALUES (new.id, new.title, new.subtitle, new.body_text, new.authors); END;
