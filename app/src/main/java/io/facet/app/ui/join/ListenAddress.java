package io.facet.app.ui.join;

import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Where the master listens: moves it, remembers where to, and follows when that is undone. What went wrong changes
 * nothing. Window's thread only.
 */
public final class ListenAddress {
    private static final int HIGHEST_PORT = 65_535;
    private static final int PORTS_TO_TRY = 50;

    /**
     * How things stand.
     *
     * @param moving whether it is being moved
     * @param trouble why it was not moved; empty if it was
     * @param suggestion a port that is free; 0 if none is suggested
     */
    public record State(String host, int port, boolean reachable, boolean moving, String trouble, int suggestion) {}

    private final JoinLink link;
    private final Settings settings;
    private final Background background;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<State> state;

    public ListenAddress(JoinLink link, Settings settings, Background background, Texts texts) {
        this.link = link;
        this.settings = settings;
        this.background = background;
        this.texts = texts;
        this.state = new ReadOnlyObjectWrapper<>(now(false, "", 0));
        settings.property().addListener((o, was, is) -> changed(was, is));
    }

    private State now(boolean moving, String trouble, int suggestion) {
        return new State(link.bind(), link.port(), link.reachable(), moving, trouble, suggestion);
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Forgets what went wrong. */
    public void clear() {
        if (!state.get().moving()) {
            state.set(now(false, "", 0));
        }
    }

    private void changed(SettingsData was, SettingsData is) {
        boolean other = !was.bind().equals(is.bind()) || was.port() != is.port();
        boolean here = is.bind().equals(link.bind()) && is.port() == link.port();
        if (other && !here && !state.get().moving()) {
            move(is.bind(), is.port());
        }
    }

    /** Moves to what a user typed; says what is wrong with it if it is no port. */
    public void move(String host, String portText) {
        int port = port(portText);
        if (port == 0) {
            state.set(now(false, texts.get("join.port.wrong", link.port()), 0));
        } else {
            move(host, port);
        }
    }

    private void move(String host, int port) {
        if (state.get().moving()) {
            return;
        }
        if (host.equals(link.bind()) && port == link.port()) {
            moved(host, port);
            return;
        }
        state.set(now(true, "", 0));
        background
                .action(() -> link.rebind(host, port))
                .onSuccess(done -> moved(host, port))
                .onError(problem -> failed(host, port, problem))
                .start();
    }

    private void moved(String host, int port) {
        settings.change(s -> SettingsEdits.port(SettingsEdits.bind(s, host), port));
        state.set(now(false, "", 0));
    }

    private void failed(String host, int port, Problem problem) {
        background
                .task(() -> problem.code().equals("port-in-use") ? nextFree(host, port) : 0)
                .onSuccess(free -> {
                    String text = switch (problem.code()) {
                        case "port-in-use" -> texts.get("join.port.in-use", port, link.port());
                        case "bind-failed" -> texts.get("join.bind.failed", host, port, link.bind());
                        default -> problem.message();
                    };
                    state.set(now(false, text, free));
                    // What was not reached is no setting: the next start would fail with it.
                    settings.remember(s -> SettingsEdits.port(SettingsEdits.bind(s, link.bind()), link.port()));
                })
                .start();
    }

    /** Tells {@code told} whether the port is free, without moving there. */
    public void test(String host, String portText, Consumer<String> told) {
        int port = port(portText);
        if (port == 0) {
            state.set(now(false, texts.get("join.port.wrong", link.port()), 0));
            return;
        }
        clear();
        if (port == link.port()) {
            told.accept(texts.get("join.port.here"));
            return;
        }
        background
                .task(() -> isFree(host, port))
                .onSuccess(free -> told.accept(texts.get(free ? "join.port.free" : "join.port.taken", port)))
                .start();
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The port that was typed; 0 if it is none. */
    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            return port > HIGHEST_PORT ? 0 : Math.max(0, port);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int nextFree(String host, int port) {
        for (int next = port + 1; next <= Math.min(HIGHEST_PORT, port + PORTS_TO_TRY); next++) {
            if (isFree(host, next)) {
                return next;
            }
        }
        return 0;
    }
}
