-- title: Who is cited
-- section: Articles
-- description: The domains that articles link to, other than their own, by the number of articles that cite them.
with addresses_without_scheme as (
  select id, site, substr(url, instr(url, '://') + 3) as address from articles
),
citing as (
  select id, site, substr(address, 1, instr(replace(address, ':', '/') || '/', '/') - 1) as host
  from addresses_without_scheme
),
outside as (
  select links.*, citing.site
  from links join citing on citing.id = links.article
  where links.domain <> ''
    and substr('.' || citing.host, -length(links.domain) - 1) <> '.' || links.domain
)
select
  domain,
  count(distinct article) as articles,
  count(*) as links,
  group_concat(distinct host) as hosts,
  group_concat(distinct site) as sites,
  min(url) as example_url
from outside
group by domain
order by articles desc, links desc, domain
limit 500
