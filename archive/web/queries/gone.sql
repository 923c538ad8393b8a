-- title: Gone
-- section: Changes
-- description: Articles whose page answered 404 or 410, redirected to another text, or asked for a password after it was
--   read. The archive keeps their text. An article that came back stays in the list, with the time at which it was there
--   again.
select
  absences.gone_at as gone,
  case absences.reason
    when 'status 404' then 'deleted'
    when 'status 410' then 'withdrawn'
    when 'password-protected' then 'behind a password'
    when 'login' then 'behind a login'
    else absences.reason
  end as how,
  status,
  back_at as back,
  title,
  published_day as published,
  absences.last_seen_at as last_seen,
  site,
  url,
  leads_to,
  id as article
from absences join articles on articles.id = absences.article
order by absences.gone_at desc, id
