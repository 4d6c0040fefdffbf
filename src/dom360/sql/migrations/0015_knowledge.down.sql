revoke update (embeddings_url, embeddings_model, embeddings_dimension, embeddings_key_encrypted)
    on dom360.account_vars from dom360_app;
alter table dom360.account_vars
    drop constraint account_vars_embeddings_check,
    drop column embeddings_key_encrypted,
    drop column embeddings_dimension,
    drop column embeddings_model,
    drop column embeddings_url;
drop table dom360.passage_vectors;
drop table dom360.passages;
drop table dom360.document_files;
drop table dom360.documents;
