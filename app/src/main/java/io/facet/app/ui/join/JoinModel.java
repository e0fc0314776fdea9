package io.facet.app.ui.join;

import io.facet.app.master.discovery.DiscoveredPc;
import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.master.join.IssuedCode;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the drawer to add an agent shows. Confined to the window's thread. */
public final class JoinModel {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** What becomes of a join code. */
    public enum CodeState {
        NONE,
        MAKING,
        GOOD,
        USED,
        EXPIRED,
        FAILED
    }

    /**
     * The join code.
     *
     * @param text to be pasted; empty if it is no longer good for anything
     * @param note how long it is good for, or why it is not
     */
    public record Code(CodeState state, String text, String note) {}

    private final JoinLink link;
    private final ListenAddress listen;
    private final Settings settings;
    private final Background background;
    private final Texts texts;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<Code> code = new ReadOnlyObjectWrapper<>(new Code(CodeState.NONE, "", ""));
    private final ReadOnlyObjectWrapper<List<DiscoveredPc>> discovered = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<EnrolledAgent>> enrolled = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<NetworkChoice>> networks = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable DiscoveredPc> invited = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable NetworkChoice> network = new SimpleObjectProperty<>();
    private final StringProperty port = new SimpleStringProperty("");
    private @Nullable IssuedCode issued;
    private int asked;
    private Instant looked = Instant.EPOCH;
    private boolean looking;

    public JoinModel(
            JoinLink link, ListenAddress listen, Settings settings, Background background, Texts texts, Clock clock) {
        this.link = link;
        this.listen = listen;
        this.settings = settings;
        this.background = background;
        this.texts = texts;
        this.clock = clock;
        port.set(Integer.toString(link.port()));
        settings.property().addListener((o, was, is) -> {
            if (was.discover() && !is.discover()) {
                stopLooking();
            } else if (!was.discover() && is.discover()) {
                looked = Instant.EPOCH;
            }
        });
        listen.state().addListener((o, was, is) -> {
            boolean elsewhere = !was.host().equals(is.host()) || was.port() != is.port();
            if (elsewhere && code.get().state() != CodeState.NONE) {
                newCode(); // the former one names the former address
            }
        });
    }

    public ReadOnlyObjectProperty<Code> code() {
        return code.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<DiscoveredPc>> discovered() {
        return discovered.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<EnrolledAgent>> enrolled() {
        return enrolled.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<NetworkChoice>> networks() {
        return networks.getReadOnlyProperty();
    }

    /** The computer for which the code was made; null if it is for whoever takes it. */
    public ReadOnlyObjectProperty<@Nullable DiscoveredPc> invited() {
        return invited.getReadOnlyProperty();
    }

    /** The network that was chosen to be listened on. */
    public ObjectProperty<@Nullable NetworkChoice> network() {
        return network;
    }

    /** The port as it was typed. */
    public StringProperty port() {
        return port;
    }

    public ListenAddress listen() {
        return listen;
    }

    public String fingerprint() {
        return link.fingerprint();
    }

    public boolean looksForOthers() {
        return settings.get().discover() && link.reachable();
    }

    /** The drawer is to be seen from now on. */
    public void opened() {
        listen.clear();
        port.set(Integer.toString(link.port()));
        background
                .task(NetworkChoice::ofThisComputer)
                .onSuccess(found -> {
                    networks.set(found);
                    if (network.get() == null && !found.isEmpty()) {
                        network.set(found.getFirst());
                    }
                })
                .start();
        if (link.reachable() && code.get().state() != CodeState.GOOD) {
            newCode();
        }
        looked = Instant.EPOCH;
        tick();
    }

    /** Lets other computers reach this one, on the network and the port that were chosen. */
    public void allow() {
        NetworkChoice chosen = network.get();
        if (chosen != null) {
            listen.move(chosen.address(), port.get() == null ? "" : port.get());
        }
    }

    /** Makes a code for whoever takes it. */
    public void newCode() {
        newCodeFor(null);
    }

    /** Makes a code for that computer, and marks it as invited. */
    public void invite(DiscoveredPc pc) {
        newCodeFor(pc);
    }

    private void newCodeFor(@Nullable DiscoveredPc pc) {
        invited.set(pc);
        issued = null;
        int number = ++asked;
        code.set(new Code(CodeState.MAKING, "", ""));
        background
                .task(link::newCode)
                .onSuccess(made -> {
                    // One that was asked for before, such as for a former address, may come late.
                    if (number == asked) {
                        issued = made;
                        showCode();
                    }
                })
                .onError(problem -> code.set(new Code(CodeState.FAILED, "", problem.message())))
                .start();
    }

    private void showCode() {
        IssuedCode shown = issued;
        if (shown == null) {
            return;
        }
        Duration left = Duration.between(clock.instant(), shown.expires());
        Optional<EnrolledAgent> guest = enrolled.get().stream()
                .filter(a -> a.token().equals(shown.token()))
                .findFirst();
        if (guest.isPresent()) {
            end(CodeState.USED, texts.get("join.code.used", guest.get().name()));
        } else if (left.isNegative() || left.isZero()) {
            end(CodeState.EXPIRED, texts.get("join.code.expired"));
        } else {
            long seconds = left.toSeconds();
            code.set(new Code(
                    CodeState.GOOD,
                    shown.code(),
                    texts.get("join.code.note", "%d:%02d".formatted(seconds / 60, seconds % 60))));
        }
    }

    private void end(CodeState state, String note) {
        issued = null;
        invited.set(null);
        code.set(new Code(state, "", note));
    }

    /** Takes over how things stand; to be called several times a second while the drawer is to be seen. */
    public void tick() {
        Instant now = clock.instant();
        if (link.reachable() && code.get().state() == CodeState.NONE) {
            newCode();
        }
        showCode();
        if (!looking && Duration.between(looked, now).compareTo(LOOK_EVERY) >= 0) {
            looking = true;
            looked = now;
            boolean others = looksForOthers();
            background
                    .task(() -> new Looked(link.enrolled(), others ? link.discovered() : List.of()))
                    .onSuccess(found -> {
                        enrolled.set(found.enrolled());
                        discovered.set(found.discovered());
                        showCode();
                        if (others && !settings.get().discover()) {
                            stopLooking(); // it was turned off meanwhile
                        }
                    })
                    .andFinally(() -> looking = false)
                    .start();
        }
    }

    private void stopLooking() {
        discovered.set(List.of());
        background.action(link::stopLooking).start();
    }

    private record Looked(List<EnrolledAgent> enrolled, List<DiscoveredPc> discovered) {}

    /** Deletes the credential of an agent; it must join anew. */
    public void revoke(EnrolledAgent agent) {
        background
                .action(() -> link.revoke(agent.id()))
                .onSuccess(done -> {
                    looked = Instant.EPOCH;
                    tick();
                })
                .start();
    }
}
