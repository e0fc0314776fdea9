package io.facet.app.ui.agents;

import io.facet.app.desk.Desk;
import io.facet.app.ui.Accessibility;
import io.facet.app.ui.Painted;
import io.facet.app.ui.Pictures;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.command.Command;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.FxThread;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Pulse;
import io.facet.app.ui.common.Screens;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.join.FakeJoin;
import io.facet.app.ui.join.ListenAddress;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.shell.LogBook;
import io.facet.app.ui.shell.Shell;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** A window whose agents are made up; everything else is real. Closed by the test. */
final class FakeWindow implements AutoCloseable {
    final TestWindow real;
    final FakeFarm farm;
    final Settings settings;
    final FakeJoin join = new FakeJoin();
    final Pulse pulse = new Pulse(e -> {
        throw new AssertionError(e);
    });
    final Notices notices = new Notices();
    final TestWindow.RecordedDesktop desktop = new TestWindow.RecordedDesktop();
    final AgentsPage page;
    private final Scene scene;
    private final Stage stage;
    private final LogBook log;

    private FakeWindow(TestWindow real, FakeFarm farm, double width, double height, Theme.Choice choice) {
        this.real = real;
        this.farm = farm;
        this.settings = new Settings(SettingsData.DEFAULT, d -> {});
        this.log = new LogBook();
        Texts texts = new Texts(Locale.ENGLISH);
        Theme theme = new Theme(choice, 13);
        Desk desk = real.desk();
        Shell[] shell = new Shell[1];
        Workshop workshop = new Workshop(
                desk,
                settings,
                texts,
                new Screens(texts),
                theme,
                pulse,
                new Background(Runnable::run, Runnable::run, p -> {
                    throw new AssertionError(p.message());
                }),
                new FxThread(),
                notices,
                new Commands(),
                desktop,
                ((InstantSource) () -> join.now).withZone(ZoneOffset.UTC),
                id -> shell[0].go(id));
        shell[0] = new Shell(workshop, log, () -> {
            Command add = workshop.commands().find(AgentsPage.ADD_AGENT);
            if (add != null) {
                add.run();
            }
        });
        scene = new Scene(shell[0].view(), width, height);
        theme.dress(scene);
        page = new AgentsPage(
                workshop,
                shell[0].questions(),
                farm,
                join,
                new ListenAddress(join, settings, workshop.background(), texts),
                new UserActivity(Optional::empty));
        shell[0].add(page);
        shell[0].install(scene, () -> {});
        shell[0].go("agents");
        stage = new Stage();
        stage.setScene(scene);
        stage.show();
    }

    static FakeWindow open(Path folder, FakeFarm farm, double width, double height, Theme.Choice theme) {
        TestWindow real = TestWindow.open(folder, s -> s);
        return TestWindow.onWindow(() -> new FakeWindow(real, farm, width, height, theme));
    }

    /** The node with an id; fails if there is none. */
    Node node(String id) {
        return TestWindow.onWindow(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            Node found = scene.lookup("#" + id);
            if (found == null) {
                throw new AssertionError("there is no node #" + id);
            }
            return found;
        });
    }

    /** What is wrong for those who cannot see it well, or have no mouse. */
    List<String> faults() {
        return TestWindow.onWindow(() -> {
            List<String> faults = new ArrayList<>(Accessibility.faults(scene));
            Painted.below(scene, 4.5).forEach((what, contrast) -> faults.add("%.2f %s".formatted(contrast, what)));
            return faults;
        });
    }

    /** Whether there is a node with that id. */
    boolean has(String id) {
        return TestWindow.onWindow(() -> scene.lookup("#" + id) != null);
    }

    /** A node within the card of an agent. */
    Node inCard(String agent, String selector) {
        return TestWindow.onWindow(() -> {
            scene.getRoot().applyCss();
            Node found = scene.lookup("#agent-" + agent).lookup(selector);
            if (found == null) {
                throw new AssertionError("there is no " + selector + " on the card of " + agent);
            }
            return found;
        });
    }

    void run(Runnable work) {
        TestWindow.onWindow(() -> {
            work.run();
            return true;
        });
    }

    void beat() {
        run(pulse::beat);
    }

    Path picture(String name) {
        return TestWindow.onWindow(() -> Pictures.write(scene, name));
    }

    @Override
    public void close() {
        run(() -> {
            stage.hide();
            log.close();
        });
        real.close();
    }
}
