-- title: Edits
-- section: Changes
-- description: Articles whose text was changed after we first read it, the latest change first. More views or comments
--   are no edit, nor is a better rule for reading the same page. Give a kind to see those only: typo, details, headline,
--   substantive or rewrite.
with newest as materialized (
  select * from history order by captured_at desc, article limit 500
),
edits as materialized (
  select
    newest.*,
    former.word_count as words_before,
    newer.word_count as words_after,
    kind_of_edit(
      json_object(
        'title', former.title, 'headline', former.headline, 'subtitle', former.subtitle, 'authors', json(former.authors),
        'published_at', former.published_at, 'categories', json(former.categories), 'tags', json(former.tags),
        'description', former.description, 'language', former.language, 'image_url', former.image_url,
        'source_url', former.source_url, 'source_text', former.source_text, 'body_text', former.body_text),
      json_object(
        'title', newer.title, 'headline', newer.headline, 'subtitle', newer.subtitle, 'authors', json(newer.authors),
        'published_at', newer.published_at, 'categories', json(newer.categories), 'tags', json(newer.tags),
        'description', newer.description, 'language', newer.language, 'image_url', newer.image_url,
        'source_url', newer.source_url, 'source_text', newer.source_text, 'body_text', newer.body_text)
    ) as kind
  from newest
  join versions as newer on newer.id = newest.version
  join versions as former on former.id = newest.previous_version
)
select
  edits.captured_at as seen,
  kind,
  title,
  changed,
  words_before,
  words_after,
  '/-/diff?before=' || previous_version || '&after=' || edits.version as difference,
  previous_captured_at as last_seen_before,
  edits.site,
  url,
  articles.id as article
from edits join articles on articles.url = edits.article
where :kind = '' or kind = lower(trim(:kind))
order by seen desc, articles.id
