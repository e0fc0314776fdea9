package io.facet.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class WinSwConfigurationTest {
    private static Document parsed(ServicePlan plan) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(WinSwConfiguration.of(plan).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Document document, String element) {
        return document.getElementsByTagName(element).item(0).getTextContent();
    }

    @Test
    void names_program_arguments_folder_and_an_account_with_few_rights() throws Exception {
        Document xml = parsed(new ServicePlan(
                Path.of("facet & agent.exe"),
                List.of("--master", "lab:5555", "--name", "a <b>"),
                Optional.of(Path.of("state"))));

        assertThat(text(xml, "id")).isEqualTo("facet-agent");
        assertThat(text(xml, "executable")).isEqualTo("facet & agent.exe");
        assertThat(text(xml, "arguments")).isEqualTo("--master lab:5555 --name \"a <b>\"");
        assertThat(text(xml, "user")).isEqualTo("LocalService");
        Element variable = (Element) xml.getElementsByTagName("env").item(0);
        assertThat(variable.getAttribute("name")).isEqualTo("FACET_HOME");
        assertThat(variable.getAttribute("value")).isEqualTo("state");
        Element failure = (Element) xml.getElementsByTagName("onfailure").item(0);
        assertThat(failure.getAttribute("action")).isEqualTo("restart");
    }

    @Test
    void the_usual_folders_need_no_variable() throws Exception {
        Document xml = parsed(new ServicePlan(Path.of("a.exe"), List.of(), Optional.empty()));

        assertThat(xml.getElementsByTagName("env").getLength()).isEqualTo(1);
        Element variable = (Element) xml.getElementsByTagName("env").item(0);
        assertThat(variable.getAttribute("name")).isEqualTo("OPENBLAS_NUM_THREADS");
    }

    /** The rules of CommandLineToArgvW. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "D:\\photos|D:\\photos",
                "D:\\my photos|\"D:\\my photos\"",
                "D:\\my photos\\|\"D:\\my photos\\\\\"",
                "say \"hi\"|\"say \\\"hi\\\"\"",
                "a\\\"b|\"a\\\\\\\"b\"",
                "``|\"\""
            })
    void arguments_are_quoted_as_windows_takes_them_apart(String argument, String quoted) {
        assertThat(WinSwConfiguration.commandLine(List.of(argument))).isEqualTo(quoted);
    }
}
