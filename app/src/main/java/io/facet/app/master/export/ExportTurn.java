package io.facet.app.master.export;

import io.facet.app.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.LoggerFactory;

/**
 * The right to export a CSV, which one export at a time has: numbers of one never stand beside labels of another. Held
 * by a lock on a byte far behind the rows, so that it ends with whoever holds it. Where files cannot be locked, exports
 * of other programs are not noticed. Closed by whoever took it.
 */
final class ExportTurn implements AutoCloseable {
    /** Not the byte that a run locks. */
    private static final long PLACE = Long.MAX_VALUE - 2;

    private final FileChannel channel;

    private ExportTurn(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the turn.
     *
     * @throws UserException OUTPUT_LOCKED if another export has it
     */
    static ExportTurn take(Path csv) throws IOException {
        FileChannel channel = open(csv);
        try {
            if (isFree(channel, csv)) {
                return new ExportTurn(channel);
            }
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new UserException(
                UserException.Code.OUTPUT_LOCKED,
                "%s is being exported already. Wait until that is done, then export again.".formatted(csv));
    }

    private static FileChannel open(Path csv) throws IOException {
        try {
            return FileChannel.open(csv, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            // Of an account that may only read it, or on a disk that is read-only.
            LoggerFactory.getLogger(ExportTurn.class).debug("{} cannot be opened to write: {}", csv, e.getMessage());
            return FileChannel.open(csv, StandardOpenOption.READ);
        }
    }

    private static boolean isFree(FileChannel channel, Path csv) {
        try {
            return channel.tryLock(PLACE, 1, false) != null;
        } catch (OverlappingFileLockException here) {
            return false;
        } catch (NonWritableChannelException readOnly) {
            return isFreeToReaders(channel, csv);
        } catch (IOException e) {
            LoggerFactory.getLogger(ExportTurn.class).debug("{} cannot be locked: {}", csv, e.getMessage());
            return true;
        }
    }

    /** Of a file that cannot be written: this program notices its own other exports only. */
    private static boolean isFreeToReaders(FileChannel channel, Path csv) {
        try {
            return channel.tryLock(PLACE, 1, true) != null;
        } catch (OverlappingFileLockException here) {
            return false;
        } catch (IOException e) {
            LoggerFactory.getLogger(ExportTurn.class).debug("{} cannot be locked: {}", csv, e.getMessage());
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
