"""What Python writes into an instance for the other side to read: rows of every registry, files, links, versions."""

import datetime as dt
import gzip
from pathlib import Path

import bionty as bt
import lamindb as ln
import pandas as pd
import pertdb as pt


def labels():
    treatment = ln.ULabel(name="Treatment", is_type=True)
    treatment.uid = "treatmnt"  # stands in a dtype
    treatment.save()
    ln.save([ln.ULabel(name="DMSO", type=treatment), ln.ULabel(name="IFNG", type=treatment, description="interferon γ")])
    good = ln.ULabel(name="good", reference="https://example.org/q", reference_type="url").save()
    very_good = ln.ULabel(name="very good 👍").save()
    very_good.parents.add(good)
    ln.ULabel(name="trashed").save().delete()
    archived = ln.ULabel(name="archived").save()
    archived.branch_id = 0
    archived.save()
    branch = ln.Branch(name="contrib", description="proposed").save()
    ln.ULabel(name="on contrib", branch=branch).save()
    space = ln.Space(name="team", description="a team").save()
    ln.ULabel(name="in team", space=space).save()
    locked = ln.ULabel(name="locked").save()
    locked.is_locked = True
    locked.save()



def projects():
    consortium = ln.Project(name="Consortium", is_type=True).save()
    atlas = ln.Project(name="Atlas", abbr="ATL", url="https://example.org/atlas", start_date=dt.date(2026, 1, 1), type=consortium).save()
    pilot = ln.Project(name="Pilot", end_date=dt.date(1999, 12, 31)).save()
    atlas.predecessors.add(pilot)
    paper = ln.Reference(name="A paper", doi="10.1000/xyz123", pubmed_id=12345678, date=dt.date(2025, 5, 6), text="An abstract.").save()
    atlas.references.add(paper)


def ontologies():
    human = bt.Organism(name="human", ontology_id="NCBITaxon:9606", scientific_name="homo_sapiens").save()
    cell = bt.CellType(name="cell", ontology_id="CL:0000000").save()
    t_cell = bt.CellType(name="T cell", ontology_id="CL:0000084", synonyms="T-cell|T lymphocyte", abbr="T").save()
    t_cell.parents.add(cell)
    t_cell.add_synonym("T-lymphocyte")
    bt.CellType(name="my own state").save()
    bt.Tissue(name="lung", ontology_id="UBERON:0002048").save()
    bt.Gene(ensembl_gene_id="ENSG00000139618", symbol="BRCA2", organism=human, synonyms="FANCD1|BRCC2").save()
    bt.Gene(ensembl_gene_id="ENSG00000000003", symbol="TSPAN6", organism=human).save()
    compound = pt.Compound(name="imatinib").save()
    pt.CompoundPerturbation(name="imatinib 1 µM", compound=compound, concentration=1e-6, concentration_unit="M", duration=dt.timedelta(hours=36, microseconds=5)).save()


FEATURES = {
    "sample": (str, {}),
    "temperature": (float, {"description": "in °C", "coerce": True}),
    "n_cells": (int, {"nullable": False}),
    "amount": ("num", {}),
    "passed": (bool, {"default_value": False}),
    "assay_date": (dt.date, {}),
    "measured_at": (dt.datetime, {}),
    "meta": (dict, {}),
    "flags": (list[str], {}),
    "numbers": (list[float], {}),
    "link": ("url", {}),
    "parent": (ln.Record, {}),
    "operator": (ln.User, {}),
    "cell_type": (bt.CellType, {}),
    "tissues": (list[bt.Tissue.ontology_id], {}),
    "either": ([bt.Tissue.ontology_id, bt.CellType.ontology_id], {}),
}


def features():
    treatment = ln.ULabel.get(name="Treatment")
    for name, (dtype, more) in [*FEATURES.items(), ("treatment", (treatment, {}))]:
        feature = ln.Feature(name=name, dtype=dtype, **more)
        feature.uid = name.replace("_", "").ljust(12, "0")  # hashes of schemas depend on it
        feature.save()
    group = ln.Feature(name="Wet lab", is_type=True).save()
    plate = ln.Feature(name="plate", dtype=str, type=group)
    plate.uid = "plate0000000"
    plate.unit = "index"
    plate.save()
    renamed = ln.Feature(name="before", dtype=str).save()
    renamed.name = "after"
    renamed.save()


def schemas():
    f = {feature.name: feature for feature in ln.Feature.filter()}
    ln.Schema([f["cell_type"], f["treatment"], f["temperature"], f["n_cells"].with_config(optional=True)], index=f["sample"], name="table", coerce=True).save()
    ln.Schema([f["treatment"], f["cell_type"], f["temperature"], f["n_cells"].with_config(optional=True)], name="samples", flexible=True).save()
    obs = ln.Schema([f["cell_type"], f["treatment"]], name="obs", ordered_set=True, maximal_set=True).save()
    genes = ln.Schema(itype=bt.Gene.symbol, name="genes", dtype=float).save()
    ln.Schema(slots={"obs": obs, "var.T": genes}, otype="AnnData", name="anndata").save()
    ln.Schema(itype=ln.Feature, name="any", flexible=True).save()


def records():
    study = ln.Record(name="Study", is_type=True).save()
    study1 = ln.Record(name="Study 1", type=study, description="first").save()
    study2 = ln.Record(name="Study 2", type=study).save()
    study2.parents.add(study1)
    f = {feature.name: feature for feature in ln.Feature.filter()}
    schema = ln.Schema([f["temperature"], f["parent"], f["meta"].with_config(optional=True)], index=f["sample"], name="sheet").save()
    ln.Record(name="Sheet", is_type=True, schema=schema).save()
    free = ln.Record(name="free")
    free.extra_data = {"x": [1, 1.0, 1e-7, 10**20, "ä😀"], "2": None, "1": True}
    free.save()


def transforms():
    project = ln.Project.get(name="Atlas")
    pipeline = ln.Transform(key="pipelines/align.nf", kind="pipeline", version="1.0", reference="https://example.org", reference_type="url", description="aligns").save()
    ln.Transform(key="pipelines/align.nf", kind="pipeline", version="1.1", source_code="main: ä\n").save()
    first = ln.Run(pipeline, name="first", params={"genome": "GRCh38", "cpus": 4, "tiny": 1e-7, "whole": 100.0, "none": None, "nested": {"b": [1, 2.5], "a": "ä"}}, status="started").save()
    first.started_at = dt.datetime(2026, 1, 5, 10, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    first.finished_at = dt.datetime(2026, 1, 5, 11, 30, 0, 250001, tzinfo=dt.timezone.utc)
    first._status_code = 0
    first.save()
    failed = ln.Run(pipeline, initiated_by_run=first).save()
    failed._status_code = 1
    failed.save()
    first.projects.add(project)
    later = ln.Transform(key="later.py", kind="script").save()
    later.predecessors.add(pipeline)


VALUES = {
    "sample": "s 1",
    "temperature": 27.0,
    "n_cells": 5,
    "amount": 3,
    "passed": True,
    "assay_date": dt.date(2026, 1, 2),
    "measured_at": dt.datetime(2026, 1, 2, 3, 4, 5, 678),
    "meta": {"b": 1, "a": [1.0, None, "ä"]},
    "flags": ["x", "y"],
    "numbers": [1.0, 2.5],
    "link": "https://example.org",
    "parent": "Study 1",
    "operator": "anonymous",
    "cell_type": "T cell",
    "tissues": ["UBERON:0002048"],
    "either": "CL:0000084",
    "treatment": "DMSO",
}


def files(folder):
    """Files, a folder, a table, versions, renamed families, real and virtual keys, all labels and values."""
    folder = Path(folder)
    folder.mkdir()
    run = ln.Run.get(name="first")
    root = Path(ln.settings.storage.root_as_str)

    def text(name, value):
        path = folder / name
        path.write_text(value)
        return path

    ln.Artifact(text("a.txt", "version 0"), key="notes/log.txt", version="0.1", run=run).save()
    ln.Artifact(text("a.txt", "version 1"), key="notes/log.txt", run=False).save()
    second = ln.Artifact.get(key="notes/log.txt", is_latest=True)
    ln.Artifact(text("a.txt", "version 2"), revises=second, key="notes/renamed.txt", run=False).save()
    ln.Artifact(text("b.tar.gz", "no key"), description="only described", run=False).save()
    with gzip.GzipFile(folder / "reads.fastq.gz", "wb", mtime=0) as stream:
        stream.write(b"@r1\nACGT\n+\nIIII\n")
    reads = ln.Artifact(folder / "reads.fastq.gz", key="raw/reads.fastq.gz", kind="dataset", run=False).save()
    run.input_artifacts.add(reads)
    (folder / "plate" / "deep").mkdir(parents=True)
    text("plate/a.txt", "alpha")
    text("plate/deep/b.txt", "beta")
    ln.Artifact(folder / "plate", key="raw/plate", run=False).save()
    (root / "inside").mkdir()
    (root / "inside" / "real.tsv").write_text("a\tb\n1\t2\n")
    ln.Artifact(root / "inside" / "real.tsv", run=False).save()
    (root / "inside" / "shown.tsv").write_text("x\ty\n")
    ln.Artifact(root / "inside" / "shown.tsv", key="shown/as.tsv", run=False).save()
    trashed = ln.Artifact(text("c.txt", "trashed"), key="trash/me.txt", run=False).save()
    trashed.delete()
    reads.ulabels.add(ln.ULabel.get(name="good"))
    reads.projects.add(ln.Project.get(name="Atlas"))
    reads.references.add(ln.Reference.get(name="A paper"))
    bundle = ln.Collection([reads, second], key="bundle", description="two", run=run).save()
    bundle.append(ln.Artifact.get(key="shown/as.tsv")).save()
    bundle.ulabels.add(ln.ULabel.get(name="good"))


def tables():
    """A table that is checked by a schema: slots, labels from columns."""
    table = pd.DataFrame({"cell_type": pd.Categorical(["T cell", "cell", "T cell"]), "treatment": pd.Categorical(["DMSO", "IFNG", "DMSO"]), "temperature": [21.5, 22.0, 100.0], "plate": ["p1", "p2", "p3"]})
    run = ln.Run.get(name="first")
    schema = ln.Schema.get(name="samples")
    ln.Artifact.from_dataframe(table, key="tables/samples.parquet", schema=schema, run=run).save()
    indexed = table.set_index(pd.Index(["s1", "s2", "s3"], name="sample"))
    ln.Artifact.from_dataframe(indexed, key="tables/indexed.parquet", schema=ln.Schema.get(name="table"), run=False).save()


def values():
    ln.Artifact.get(key="raw/reads.fastq.gz").features.add_values(VALUES)
    ln.Run.get(name="first").features.add_values({"temperature": 0.25, "parent": "free"})
    free = ln.Record.get(name="free")
    free.features.set_values({"temperature": 3.25, "parent": ln.Record.get(name="Study 1"), "operator": "anonymous"})
    sheet = ln.Record.get(name="Sheet")
    ln.Record(type=sheet, features={"sample": "row 1", "temperature": 1.5, "parent": "Study 1", "meta": {"b": 1, "a": [1.0, None]}}).save()


def blocks():
    reads = ln.Artifact.get(key="raw/reads.fastq.gz")
    ln.models.ArtifactBlock(artifact=reads, content="# Reads\n\nFirst words.", kind="readme").save()
    ln.models.ArtifactBlock(artifact=reads, content="# Reads\n\nBetter words.", kind="readme").save()
    ln.models.ArtifactBlock(artifact=reads, content="Looks right.", kind="comment").save()
    ln.models.Block(key="README.md", content="# This instance", kind="readme").save()


def common(folder):
    """What `our-scenario.ts` writes too, call by call."""
    labels()
    projects()
    ontologies()
    features()
    schemas()
    records()
    transforms()
    files(folder)
    tables()
    values()


def everything(folder):
    common(folder)
    blocks()
