package io.facet.app.ui.shell;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last lines of this process's log, for the log drawer. Thread-safe; closed by its maker. */
public final class LogBook implements AutoCloseable {
    private static final int LINES = 2000;

    /** How bad a line is. */
    public enum Severity {
        INFO,
        WARN,
        ERROR
    }

    /**
     * One line.
     *
     * @param sequence rises by one from line to line
     */
    public record Line(long sequence, Instant time, Severity severity, String logger, String text) {}

    private final Deque<Line> lines = new ArrayDeque<>();
    private final Appender appender = new Appender();
    private long next;
    private int warnings;

    /** Listens from now on. */
    public LogBook() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            appender.setContext(context);
            appender.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        }
    }

    /** Lines after {@code sequence}, oldest first; -1 for all that are kept. */
    public synchronized List<Line> since(long sequence) {
        List<Line> newer = new ArrayList<>();
        for (Line line : lines) {
            if (line.sequence() > sequence) {
                newer.add(line);
            }
        }
        return newer;
    }

    /** Warnings and errors since {@link #seen}. */
    public synchronized int warnings() {
        return warnings;
    }

    /** Somebody has looked. */
    public synchronized void seen() {
        warnings = 0;
    }

    private synchronized void add(ILoggingEvent event) {
        Severity level = event.getLevel().isGreaterOrEqual(Level.ERROR)
                ? Severity.ERROR
                : event.getLevel().isGreaterOrEqual(Level.WARN) ? Severity.WARN : Severity.INFO;
        if (level != Severity.INFO) {
            warnings++;
        }
        String name = event.getLoggerName();
        lines.add(new Line(
                next++,
                event.getInstant(),
                level,
                name.substring(name.lastIndexOf('.') + 1),
                event.getFormattedMessage()));
        if (lines.size() > LINES) {
            lines.remove();
        }
    }

    @Override
    public void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
            appender.stop();
        }
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                add(event);
            }
        }
    }
}
