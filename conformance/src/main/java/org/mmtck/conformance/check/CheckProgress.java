package org.mmtck.conformance.check;

/** Hears how far a check has come. */
public interface CheckProgress {
    /** A search begins, for example {@code every sequence}; {@code total} operations at most, or -1 if unknown. */
    void begin(String search, long total);

    /** So many operations of the search are done. */
    void done(long operations);

    /** Hears nothing. */
    CheckProgress SILENT = new CheckProgress() {
        @Override
        public void begin(String search, long total) {}

        @Override
        public void done(long operations) {}
    };
}
