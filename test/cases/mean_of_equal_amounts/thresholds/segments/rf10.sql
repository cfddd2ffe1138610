-- No row: the preset needs five scores, and here there are two.
select null as segment
limit 0
