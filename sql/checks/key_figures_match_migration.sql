-- One row per tier model and snapshot whose moves since the snapshot before are not those of the migration.
select
    format(
        'at {} the key figures of {} have {} up, {} down and {} entered, but the migration has {}, {} and {}',
        figures.as_of, figures.model, figures.moved_up, figures.moved_down, figures.entered,
        rates.moved_up, rates.moved_down, rates.entered
    ) as problem,
from marts.key_figures as figures
inner join customers.calendar as later on figures.as_of = later.as_of
inner join customers.calendar as earlier on later.place = earlier.place + 1
inner join marts.migration_rates as rates
    on figures.model = rates.model
    and later.as_of = rates.to_as_of
    and earlier.as_of = rates.from_as_of
where figures.moved_up is distinct from rates.moved_up
    or figures.moved_down is distinct from rates.moved_down
    or figures.entered is distinct from rates.entered
order by figures.as_of, figures.model
