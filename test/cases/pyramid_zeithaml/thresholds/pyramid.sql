-- One row: the pyramid in force.
-- grain: definition
select 'zeithaml' as definition,
