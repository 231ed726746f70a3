-- title: Which words of saying are used?
-- description: The cues that articles use, and how often: "said", "according to", "claims", "admits".
SELECT cue, count(*) AS attributions FROM attributions
GROUP BY cue ORDER BY attributions DESC, cue LIMIT 200
