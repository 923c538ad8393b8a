-- title: Cited articles
-- section: Sources
-- description: Articles of the archive to which others of it link, those with the most such articles first, as far as the links
--   are written as the archive knows the address. Give a site to see only what is cited of it.
with cited as materialized (
  select addresses.article, count(distinct links.article) as cited_by, count(*) as links, min(links.article) as example
  from links join addresses on addresses.url = links.url
  where links.article <> addresses.article
  group by addresses.article
  order by cited_by desc, addresses.article
  limit 500
)
select
  cited_by,
  links,
  title,
  published_day as published,
  (select group_concat(name, ', ') from (select name from authors where article = articles.id order by position)) as authors,
  site,
  (select site from articles as citing where citing.id = cited.example) as cited_on,
  url,
  id as article
from cited join articles on articles.id = cited.article
where :site = '' or site = trim(:site)
order by cited_by desc, links desc, id
