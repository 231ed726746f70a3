-- House rules as this desk keeps them: those it switched off, and its own. A rule of the package that is as it came has no row.
CREATE TABLE house_rules (
    code TEXT PRIMARY KEY NOT NULL,  -- The code of the rule: A201; of a desk's own: X901
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),  -- 0 where it is switched off
    title TEXT,  -- What it is called; empty for a rule of the package
    severity TEXT CHECK (severity IN ('error', 'warning', 'note')),  -- How grave it is; empty for a rule of the package
    why TEXT,  -- Why one should heed it; empty for a rule of the package
    example TEXT,  -- What breaks it; empty for a rule of the package
    query TEXT,  -- The SELECT that finds what breaks it; empty for a rule of the package
    failed TEXT,  -- Why it could not be run when it was last tried; empty where it could
    changed_by TEXT NOT NULL,  -- Who changed it last
    changed TEXT NOT NULL  -- When (UTC)
) STRICT, WITHOUT ROWID;
