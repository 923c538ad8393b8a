-- title: Titles that ask
-- section: Articles
-- description: Articles whose title holds a question mark of any script, the newest first. Give a site to see only its articles.
select
  title,
  published_day as published,
  (select group_concat(name, ', ') from (select name from authors where article = articles.id order by position)) as authors,
  site,
  url,
  id as article
from articles indexed by idx_articles_asking
where title glob '*[?？؟⁇]*' and (:site = '' or site = trim(:site))
order by published_at desc, id
limit 1000
