"""Many passages quickly: two COPYs, and the indexes made once they are there."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import numpy as np
import psycopg
from psycopg import sql

from bench.cluster import SQL, Cluster
from bench.knowledge_search import Language
from dom360.db.named_queries import load_queries
from dom360.llm.embeddings import BUILT_IN_DIMENSION, BUILT_IN_MODEL, Vector

_SQL = load_queries(SQL / "passages.sql")
A_DOCUMENT = 200
# PostgreSQL's name of `real`, in the header of an array that is sent as bytes.
_REAL = 700
_CHUNK = 5_000


def add_passages(
    cluster: Cluster, tenant_id: UUID, count: int, language: Language, centers: Sequence[Vector]
) -> None:
    """As reading files would have stored them: documents that are ready, passages, embeddings."""
    with cluster.connect() as connection, connection.transaction():
        connection.execute(_SQL["much_memory"])
        for index in (f"passage_vectors_{BUILT_IN_DIMENSION}", "passages_by_terms"):
            connection.execute(
                sql.SQL("drop index if exists dom360.{}").format(sql.Identifier(index))
            )
        documents = [uuid4() for _ in range(0, count, A_DOCUMENT)]
        for number, document in enumerate(documents):
            size = min(A_DOCUMENT, count - number * A_DOCUMENT)
            names = {"tenant_id": tenant_id, "id": document, "name": f"doc-{number}"}
            connection.execute(
                _SQL["add_document"], {**names, "passages": size, "model": BUILT_IN_MODEL}
            )
        passages = _copy_texts(connection, tenant_id, documents, count, language)
        _copy_vectors(connection, tenant_id, documents, passages, np.asarray(centers, "f4"))
        connection.execute(_SQL["make_indexes"])
    with cluster.connect() as connection:
        connection.execute(_SQL["analyze"])


def _copy_texts(
    connection: psycopg.Connection[tuple[object, ...]],
    tenant_id: UUID,
    documents: Sequence[UUID],
    count: int,
    language: Language,
) -> list[UUID]:
    made = []
    with connection.cursor() as cursor, cursor.copy(_SQL["copy_passages"]) as copy:
        for number in range(count):
            document, position = divmod(number, A_DOCUMENT)
            made.append(uuid4())
            copy.write_row(
                (tenant_id, made[-1], documents[document], 1, position, language.text(4),
                 language.text(130))
            )  # fmt: skip
    return made


def _copy_vectors(
    connection: psycopg.Connection[tuple[object, ...]],
    tenant_id: UUID,
    documents: Sequence[UUID],
    passages: Sequence[UUID],
    centers: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]",
) -> None:
    """Each near one of the centers. In PostgreSQL's own form: as text, a vector takes 4 kB."""
    rng = np.random.default_rng(1)
    with connection.cursor() as cursor, cursor.copy(_SQL["copy_vectors"]) as copy:
        copy.set_types(["uuid", "uuid", "text", "uuid", "int4", "int4", "bytea"])
        for first in range(0, len(passages), _CHUNK):
            some = passages[first : first + _CHUNK]
            near = centers[rng.integers(len(centers), size=len(some))]
            vectors = near + 0.03 * rng.standard_normal(near.shape, "f4")
            for number, (passage, vector) in enumerate(zip(some, vectors, strict=True), first):
                document = documents[number // A_DOCUMENT]
                copy.write_row(
                    (tenant_id, passage, BUILT_IN_MODEL, document, 1, BUILT_IN_DIMENSION,
                     _array(vector))
                )  # fmt: skip


def _array(vector: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]") -> bytes:
    """A real[] of one dimension: dimensions, nulls, element type, length, lower bound, elements."""
    head = np.array([1, 0, _REAL, len(vector), 1], ">i4").tobytes()
    elements = np.empty(len(vector), [("bytes", ">i4"), ("value", ">f4")])
    elements["bytes"], elements["value"] = 4, vector
    return head + elements.tobytes()
