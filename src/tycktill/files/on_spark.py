"""Lets Spark scan a file of sheets: on this machine, reached by nobody else, started for one count and gone with it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from py4j.java_gateway import JavaGateway
from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import DataFrame, SparkSession

from tycktill.terms import Fault, Refused

_HERE = "127.0.0.1"

_SETTINGS = {
    "spark.app.name": "tycktill",
    "spark.master": "local[*]",
    "spark.driver.bindAddress": _HERE,
    "spark.driver.host": _HERE,
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # What is left to exchange after the first sums is cells, not sheets: too little to divide.
    "spark.sql.shuffle.partitions": "1",
}


@contextmanager
def scan(path: Path) -> Iterator[DataFrame]:
    """The Parquet file at `path` as a table, for as long as the block lasts; what does not fit in memory is put
    beside the file. Raises Refused when Spark does not start or fails."""
    try:
        with spark_session(path.parent) as spark:
            yield spark.read.parquet(path.as_uri())
    except (PySparkException, Py4JError) as error:
        first_line = str(error).partition("\n")[0]
        remedy = "See that Java is version 17 or later, free memory and disk, or leave --engine out"
        raise Refused([Fault(f"Spark could not count ({first_line})", remedy)]) from error


@contextmanager
def spark_session(folder: Path) -> Iterator[SparkSession]:
    """A session in a process of its own that works in `folder` and is gone when the block ends."""
    folders = {"spark.local.dir": str(folder), "spark.sql.warehouse.dir": str(folder / "warehouse")}
    settings = SparkConf().setAll([*_SETTINGS.items(), *folders.items()])
    gateway = _start_java(settings)
    try:
        with SparkSession(SparkContext(conf=settings, gateway=gateway)) as spark:
            yield spark
    finally:
        _end_java(gateway)


def _start_java(settings: SparkConf) -> JavaGateway:
    """Java, ready to be spoken to. It talks much and says nothing that its exceptions do not say: nobody listens."""
    before = os.environ.get("SPARK_LOCAL_IP")
    os.environ["SPARK_LOCAL_IP"] = _HERE  # else it asks the network for its own name
    try:
        with Path(os.devnull).open("wb") as nowhere:
            launch: Callable[..., JavaGateway] = launch_gateway  # which has no types
            return launch(settings, popen_kwargs={"stdout": nowhere, "stderr": nowhere})
    finally:
        del os.environ["SPARK_LOCAL_IP"]
        if before is not None:
            os.environ["SPARK_LOCAL_IP"] = before


def _end_java(gateway: JavaGateway) -> None:
    """Java ends when nobody holds the other end of its input."""
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()
    # Else the next session would speak to a process that is no more.
    SparkContext._gateway = SparkContext._jvm = None
