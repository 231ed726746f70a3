-- A claim that is gone changes what the rules find, whether or not one of them spoke of it.
CREATE TRIGGER deleted_claims_owe_findings AFTER DELETE ON claims BEGIN
    DELETE FROM checked_documents WHERE document = old.document;
END;
