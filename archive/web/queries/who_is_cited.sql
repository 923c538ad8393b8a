-- title: Who is cited
-- section: Articles
-- description: The hosts that articles link to, other than their own, by the number of articles that cite them.
with outside as (
  select links.*, articles.site
  from links join articles on articles.id = links.article
  where links.host <> ''
    and instr(articles.url, '://' || links.host || '/') = 0
    and instr(articles.url, '://www.' || links.host || '/') = 0
    and instr(articles.url, '://' || links.host || ':') = 0
)
select
  host,
  count(distinct article) as articles,
  count(*) as links,
  group_concat(distinct site) as sites,
  min(url) as example_url
from outside
group by host
order by articles desc, links desc, host
limit 500
