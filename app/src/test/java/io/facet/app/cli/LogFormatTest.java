package io.facet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log, as the program configures it. */
class LogFormatTest {
    @Test
    void whatAnotherComputerSaidIsOneLineWithoutControlCharacters(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("facet.log");
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("facet.log", file.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(LogFormatTest.class.getResource("/io/facet/app/logback.xml")));

        context.getLogger("x").info("Agent {} connected", "evil\u001b[2J\r\n2026 ERROR\u202e é 名");
        context.stop();

        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .contains("evil?[2J | 2026 ERROR? é 名 connected");
    }
}
