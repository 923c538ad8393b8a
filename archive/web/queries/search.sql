-- title: Search
-- section: Articles
-- description: Articles that contain all the words, the best match first. Put a phrase in "double quotes". English words
--   match in all their forms (strike, strikes, striking), all words with and without accents. Chinese and Japanese
--   text is searched for the exact characters. At most 500 articles are listed. An address (a URL, also an earlier one, its
--   last part, or a host) leads to its articles.
with hits as materialized (
  select
    rowid as id,
    rank as score,
    snippet(articles_fts, -1, '⟦', '⟧', ' … ', 40) as passage
  from articles_fts
  where articles_fts match escape_fts(:q)
    -- A word in the headline or the byline says more of an article than one in its text.
    and rank match 'bm25(8.0, 4.0, 1.0, 6.0)'
  order by rank
  limit 500
),
unspaced as materialized (
  select id, 1.0 as score, max(1, instr(body_text, trim(:q)) - 60) as start
  from articles
  where trim(:q) glob '*[぀-ヿ㐀-鿿豈-﫿]*'
    and (instr(body_text, trim(:q)) or instr(title, trim(:q)))
    and id not in (select id from hits)
  limit 500
),
found as (
  select id, score, passage from hits
  union all
  select
    unspaced.id,
    score,
    '… ' || replace(substr(body_text, start, 60 + length(trim(:q)) + 100), trim(:q), '⟦' || trim(:q) || '⟧') || ' …'
  from unspaced join articles on articles.id = unspaced.id
)
select
  title,
  passage,
  case when published_precision in ('day', 'week') then substr(published_at, 1, 10) else published_at end as published,
  (select group_concat(name, ', ') from (select name from authors where article = articles.id order by position)) as authors,
  site,
  url,
  articles.id as article
from found join articles on articles.id = found.id
order by score, published_at desc, articles.id
