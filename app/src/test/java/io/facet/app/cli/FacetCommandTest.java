package io.facet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FacetCommandTest {
    @Command(name = "broken")
    private record Broken(Throwable why) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            if (why instanceof Error error) {
                throw error;
            }
            throw (Exception) why;
        }
    }

    private final StringWriter err = new StringWriter();

    private int run(Throwable why) {
        return FacetCommand.run(new CommandLine(new Broken(why)).setErr(new PrintWriter(err)));
    }

    @Test
    void errorOfThePlatformIsOneLineToo() {
        assertThat(run(new NoClassDefFoundError("java/awt/Nowhere"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("facet: [internal] ")
                .contains("java/awt/Nowhere");
    }

    @Test
    void whatAnotherComputerSaidCannotDrawOnTheTerminal() {
        assertThat(run(new IllegalStateException("one\ntwo \u001b[2J\u0007"))).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("one two ?[2J?");
    }
}
