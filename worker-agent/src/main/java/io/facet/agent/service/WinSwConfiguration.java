package io.facet.agent.service;

import java.util.List;
import java.util.stream.Collectors;

/** The text of the file that tells WinSW 2 what to run; see its xmlConfigFile.md. */
final class WinSwConfiguration {
    private WinSwConfiguration() {}

    static String of(ServicePlan plan) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Written by `facet-agent service install`; `facet-agent service uninstall` removes it. -->
            <service>
              <id>%1$s</id>
              <name>Facet agent</name>
              <description>%2$s</description>
              <executable>%3$s</executable>
              <arguments>%4$s</arguments>
            %5$s  <!-- Else it starts a thread per processor, for nothing. -->
              <env name="OPENBLAS_NUM_THREADS" value="1"/>
              <startmode>Automatic</startmode>
              <delayedAutoStart/>
              <!-- An account with few rights, which Windows brings along. -->
              <serviceaccount>
                <domain>NT AUTHORITY</domain>
                <user>LocalService</user>
              </serviceaccount>
              <onfailure action="restart" delay="10 sec"/>
              <stoptimeout>%6$d sec</stoptimeout>
              <log mode="roll"/>
            </service>
            """.formatted(
                ServicePlan.NAME,
                xml(ServicePlan.DESCRIPTION),
                xml(plan.program().toString()),
                xml(commandLine(plan.arguments())),
                plan.home()
                        .map(home -> "  <env name=\"FACET_HOME\" value=\"%s\"/>\n".formatted(xml(home.toString())))
                        .orElse(""),
                ServicePlan.STOP_SECONDS);
    }

    /** One command line, as programs of Windows take it apart (CommandLineToArgvW). */
    static String commandLine(List<String> arguments) {
        return arguments.stream().map(WinSwConfiguration::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        if (!argument.isEmpty() && argument.chars().noneMatch(c -> c == ' ' || c == '\t' || c == '"')) {
            return argument;
        }
        // Backslashes mean themselves, except before a quote.
        String inner = argument.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1");
        return '"' + inner + '"';
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
