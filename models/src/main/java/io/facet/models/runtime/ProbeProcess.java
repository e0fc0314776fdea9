package io.facet.models.runtime;

import io.facet.models.runtime.ProviderReport.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries an execution provider in a process of its own, within a time limit. A crash in a driver ends that process and
 * not the one that asks.
 */
public final class ProbeProcess {

    /** What the process may say before the rest is thrown away; a crashed JVM says some kilobytes. */
    private static final int MOST_OUTPUT = 1 << 18;

    /** How long the pipe of an ended process may take to run dry. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final List<String> java;
    private final Duration limit;

    /**
     * @param java the command that starts Java with this class on its path: program and options, without a main class
     * @param limit how long one probe may take; the first start of CUDA on a cold disk takes tens of seconds
     */
    public ProbeProcess(List<String> java, Duration limit) {
        this.java = List.copyOf(java);
        this.limit = limit;
    }

    /**
     * Tries a provider and waits for the outcome.
     *
     * @param index of the GPU; 0 for the CPU
     * @throws InterruptedException if the waiting thread is interrupted; the process is ended then
     */
    public ProbeResult probe(ExecutionProvider provider, int index) throws InterruptedException {
        if (provider != ExecutionProvider.CPU && !NvidiaLibraries.isLoadable(NvidiaLibraries.driver())) {
            ProviderProblem problem = ProviderProblem.missing(NvidiaLibraries.driver());
            return new ProbeResult(ProviderProbe.report(provider, problem), List.of());
        }
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(ProbeMain.class.getName(), provider.name(), Integer.toString(index)));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return failed(provider, Status.FAILED, "The probe could not be started: " + e.getMessage());
        }
        return await(process, provider);
    }

    private ProbeResult await(Process process, ExecutionProvider provider) throws InterruptedException {
        FutureTask<String> output = new FutureTask<>(() -> read(process));
        Thread.ofVirtual().name("probe-output").start(output);
        boolean ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            // Not where it has ended: that would close the pipe with its last words in it.
            if (!ended) {
                process.destroyForcibly();
            }
        }
        if (!ended) {
            return failed(
                    provider,
                    Status.TIMED_OUT,
                    "Trying %s took more than %d s: restart the computer, or update the driver."
                            .formatted(provider, limit.toSeconds()));
        }
        try {
            String text = output.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            return ProbeLines.parse(text, provider).orElseGet(() -> crashed(process, provider, text));
        } catch (ExecutionException | TimeoutException e) {
            return failed(provider, Status.FAILED, "The probe's output could not be read.");
        }
    }

    /** A probe that died without a word of its own: the libraries' last words may name the reason. */
    private static ProbeResult crashed(Process process, ExecutionProvider provider, String output) {
        ProviderProblem problem = ProviderProblem.of(output);
        if (problem.status() != Status.FAILED) {
            return new ProbeResult(ProviderProbe.report(provider, problem), List.of());
        }
        return failed(
                provider,
                Status.CRASHED,
                "Trying %s ended the process with code %d: update the driver."
                        .formatted(provider, process.exitValue()));
    }

    private static ProbeResult failed(ExecutionProvider provider, Status status, String message) {
        return new ProbeResult(new ProviderReport(provider, status, message, ""), List.of());
    }

    private static String read(Process process) throws IOException {
        try (InputStream in = process.getInputStream()) {
            String start = new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            in.transferTo(OutputStream.nullOutputStream());
            return start;
        }
    }
}
