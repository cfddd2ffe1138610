-- Chance that is the same on every run: all of it comes from hash(), never from random().
-- A topic says what is being drawn ('segment', 'gap'), a key for whom.

-- Between 0 and 1, both excluded. Hashed twice: one hash of two arguments correlates between topics.
create macro uniform(topic, key) as
    ((hash(hash(topic, key)) >> 11)::double + 0.5::double) * 1.1102230246251565e-16;

-- Mean 1: the time to the next of many independent chances.
create macro exponential(topic, key) as
    -ln(uniform(topic, key));

-- Mean 0, deviation 1 (Box and Muller).
create macro normal(topic, key) as
    sqrt(-2 * ln(uniform(topic, key))) * cos(2 * pi() * uniform(topic || ' angle', key));

-- One of a list, each as likely as the others.
create macro pick(words, topic, key) as
    words[1 + floor(uniform(topic, key) * len(words))::integer];
