-- title: One word but not another
-- section: Articles
-- description: Articles that have all the words of the first field and none of those of the second, the newest first. Where more
--   than 20,000 articles have the words, the newest five hundred are listed.
with number as materialized (
  select count(*) as articles
  from (select 1 from articles_fts_words where articles_fts_words match escape_fts(:words) limit 200001)
),
-- Few are sorted; many are met along the index by date, and of a word of nearly all articles each is looked up. The limits keep
-- SQLite from gathering what another part lists.
found as (
  select id, published_at from articles
  where (select articles from number) <= 20000
    and id in (
      select rowid from articles_fts where articles_fts match escape_fts(:words)
      limit (select iif(articles <= 20000, -1, 0) from number)
    )
    and id not in (
      select rowid from articles_fts where articles_fts match escape_fts(:but_not)
      limit (select iif(articles <= 20000, -1, 0) from number)
    )
  union all
  select * from (
    select id, published_at from articles indexed by idx_articles_published_at
    where (select articles from number) between 20001 and 200000
      and id in (
        select rowid from articles_fts where articles_fts match escape_fts(:words)
        limit (select iif(articles between 20001 and 200000, -1, 0) from number)
      )
      and id not in (
        select rowid from articles_fts where articles_fts match escape_fts(:but_not)
        limit (select iif(articles between 20001 and 200000, -1, 0) from number)
      )
    order by published_at desc limit 500
  )
  union all
  select * from (
    select id, published_at from articles indexed by idx_articles_published_at
    where (select articles from number) > 200000
      and exists (select 1 from articles_fts where articles_fts match escape_fts(:words) and rowid = articles.id)
      and not exists (select 1 from articles_fts where articles_fts match escape_fts(:but_not) and rowid = articles.id)
    order by published_at desc limit 500
  )
  order by published_at desc, id
)
select
  title,
  published_day as published,
  (select group_concat(name, ', ') from (select name from authors where article = articles.id order by position)) as authors,
  site,
  url,
  articles.id as article
from found cross join articles on articles.id = found.id
order by found.published_at desc, found.id
limit 500
