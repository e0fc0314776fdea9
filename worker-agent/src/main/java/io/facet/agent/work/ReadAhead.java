package io.facet.agent.work;

import java.util.concurrent.Semaphore;

/**
 * How many files may be on their way or wait to be decoded, and how many bytes they may have together. Thread-safe.
 *
 * @param files permits for files
 * @param kibibytes permits for their content
 * @param most all of those, so that a file larger than that can come alone
 */
record ReadAhead(Semaphore files, Semaphore kibibytes, int most) {

    /** So many files of together so many bytes, or one file that is larger. */
    static ReadAhead of(int files, long bytes) {
        int most = Math.clamp(bytes >> 10, 1, Integer.MAX_VALUE);
        return new ReadAhead(new Semaphore(files), new Semaphore(most), most);
    }

    /** Waits until a file of {@code bytes} may come. For one thread: another could take what this one waits for. */
    void acquire(long bytes) throws InterruptedException {
        files.acquire();
        try {
            kibibytes.acquire(permits(bytes));
        } catch (InterruptedException e) {
            files.release();
            throw e;
        }
    }

    /** The file is decoded, or does not come; {@code bytes} as acquired. */
    void release(long bytes) {
        kibibytes.release(permits(bytes));
        files.release();
    }

    private int permits(long bytes) {
        return Math.clamp(bytes >> 10, 0, most);
    }
}
