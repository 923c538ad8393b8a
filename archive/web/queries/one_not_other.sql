-- title: One word but not another
-- section: Articles
-- description: Articles that have all the words of the first field and none of those of the second, the newest first.
select
  title,
  published_day as published,
  (select group_concat(name, ', ') from (select name from authors where article = articles.id order by position)) as authors,
  site,
  url,
  id as article
from articles
where id in (select rowid from articles_fts where articles_fts match escape_fts(:words))
  and id not in (select rowid from articles_fts where articles_fts match escape_fts(:but_not))
order by published_at desc, id
limit 500
