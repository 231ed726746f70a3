"""Archives past one file: extraction by shards into Parquet, and the way back to a desk.

    inputs → pieces → shards → workers → Parquet by month of publication → load, or questions

A shard is some hundred articles. A worker reads and extracts it and writes its rows aside; one
rename then makes it done, so that a run that was killed goes on with what is left, and no shard
counts twice. Which engine hands the shards to workers plays no part in what they give: processes
of this machine, or Ray Data. `docs/archive.md` tells the rest.
"""
