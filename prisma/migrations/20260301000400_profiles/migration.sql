-- How a person wants the pages: null leaves it to the browser. Which languages and zones there are is the
-- application's to know; a zone's name is a path of the IANA database.
ALTER TABLE "users"
  ADD COLUMN "locale" TEXT CHECK (length("locale") <= 20),
  ADD COLUMN "time_zone" TEXT CHECK (length("time_zone") <= 100);
