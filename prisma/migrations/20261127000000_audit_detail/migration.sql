-- No length may cost a row: all ten details that a person can change are longer than 64 characters.
ALTER TABLE "audit_entries" ALTER COLUMN "detail" SET DATA TYPE TEXT;
