package io.facet.agent.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies what this program logs, from INFO on, to a {@link LogRelay}. Thread-safe. */
public final class RelayAppender extends AppenderBase<ILoggingEvent> {
    private final LogRelay relay;

    private RelayAppender(LogRelay relay) {
        this.relay = relay;
    }

    /** From now on, everything that is logged in this process goes to {@code relay} too. */
    public static void attach(LogRelay relay) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            RelayAppender appender = new RelayAppender(relay);
            appender.setContext(context);
            appender.setName("relay");
            appender.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            relay.offer(event.getTimeStamp(), event.getLevel().toString(), event.getLoggerName(), text(event));
        }
    }

    /** The trace stays in this agent's own log: its first line says most of it. */
    private static String text(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null
                ? event.getFormattedMessage()
                : event.getFormattedMessage() + " (" + thrown.getClassName() + ": " + thrown.getMessage() + ")";
    }
}
